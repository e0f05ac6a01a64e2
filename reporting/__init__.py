"""Documents and pictures over the floors below. Nobody imports it."""
