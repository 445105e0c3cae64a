"""数据表沿革 · How the tables came about."""
