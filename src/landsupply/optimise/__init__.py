"""优化 · Compiles a brief to rows and columns, solves it exactly, and closes it to the printed hundredth."""
