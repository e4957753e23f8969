"""The questionnaire engine: ODK XForms, compiled once, recomputed by what an answer touches. Pure."""
