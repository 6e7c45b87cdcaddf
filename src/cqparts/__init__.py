"""The Chengdu-Chongqing auto-parts pilot, from one sourced model."""
