"""A visit on the screen: its steps, its questionnaire, and the desk at which its answers are given."""
