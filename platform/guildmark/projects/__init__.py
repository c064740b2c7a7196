"""Projects, label schema versions, guideline versions and the quality plan."""
