"""Turning files of strangers into pictures that are safe to show. Imports no Django.

The parent (`decoder`) hands temporary files to a child process (`child`), which alone opens
archives (`archive`) and pictures (`decode`), under limits of memory, time and size.
"""
