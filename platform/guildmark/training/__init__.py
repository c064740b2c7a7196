"""Comprehension, quizzes, attempts and qualifications."""
