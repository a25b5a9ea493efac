"""Styles and scripts as they leave the build: joined, minified, under names that change with their content."""
