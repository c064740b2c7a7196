"""Gold items, their scores and the skill of annotators."""
