"""The booklet: all explainers as one document, with what they rest on at its end."""
