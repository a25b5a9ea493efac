"""Figures and drawings as SVG and PNG, made with a browser and kept by what they are made of."""
