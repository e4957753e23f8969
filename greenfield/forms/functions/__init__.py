"""The functions of the expression language, one file a family, put together by `standard`."""
