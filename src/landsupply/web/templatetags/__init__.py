"""模板标签 · Words in templates."""
