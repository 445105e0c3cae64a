"""接口 · What pages do, for programs: the same verbs through the same functions, typed, described in one document."""
