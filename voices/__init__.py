"""What people say: surveys, consultation, complaints, compliments, reports."""
