"""Queries with a group and measures: figures instead of rows, under the rights of whoever looks."""
