package dev.otajobs.ingest;

/** Why a record cannot be folded: the code in the dead letter's header. */
public enum RejectReason {
  /** The record has no key, so no job. */
  MISSING_KEY,
  /** The key is not a JobId. */
  BAD_KEY,
  /** The value is longer than an event may be. */
  TOO_LARGE,
  /** The value is not an OtaJobEvent in Confluent's wire format. */
  UNDECODABLE,
  /** The event breaks a rule of the contract. */
  INVALID_EVENT,
  /** A defect of OTA Jobs; replay the dead letter after an upgrade. */
  INTERNAL_ERROR
}
