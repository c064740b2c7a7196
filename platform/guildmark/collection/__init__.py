"""Pictures that people take for a project: the brief, what they send, their permission."""
