package dev.otajobs.testkit.signing;

/** A parameter of the query or of a form, not encoded. */
public record Parameter(String name, String value) {}
