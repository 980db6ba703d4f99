package dev.otajobs.api;

/** What jobs can be written in. */
public enum Format {
  JSON,
  XML
}
