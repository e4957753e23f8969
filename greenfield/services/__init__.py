"""What a person does, one file a job; each public function is one unit of work."""
