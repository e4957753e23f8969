"""Layout of charts: values in, shapes out; painted by a document or a window."""
