"""计划 · The brief, the immutable plan, its indicators, independent checks and evaluation."""
