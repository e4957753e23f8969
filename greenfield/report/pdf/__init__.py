"""The action plan as a PDF: pages laid out from a plan's values and painted on ReportLab's canvas."""
