"""The column of questions: fields with their words, sections, and a scroll that holds still."""
