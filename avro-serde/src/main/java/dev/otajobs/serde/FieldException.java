package dev.otajobs.serde;

import java.io.EOFException;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.Schema;
import org.apache.avro.SystemLimitException;

/** Why a field cannot be read, with the way to it; made where the failure is, without a stack. */
final class FieldException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MAX_REASON = 300;

  private final String path;
  private final String reason;

  private FieldException(String path, String reason, Throwable cause) {
    super(path + reason, cause, false, false);
    this.path = path;
    this.reason = reason;
  }

  /** {@code failure} seen from the record that has {@code field}. */
  static FieldException in(Schema.Field field, Throwable failure) {
    if (failure instanceof FieldException inner) {
      return new FieldException(field.name() + "." + inner.path, inner.reason, inner);
    }
    boolean uuid =
        failure instanceof IllegalArgumentException
            && field.schema().getLogicalType() != null
            && field.schema().getLogicalType().getName().equals("uuid");
    String reason = uuid ? " is not a UUID: " + text(failure) : ": " + reason(failure);
    return new FieldException(field.name(), reason, failure);
  }

  /** What is wrong, in the words of whoever wrote the bytes. */
  static String reason(Throwable failure) {
    if (failure instanceof FieldException) {
      return text(failure);
    }
    if (failure instanceof EOFException) {
      return "truncated: the bytes end before the record does";
    }
    if (failure instanceof StackOverflowError) {
      return "nested too deeply";
    }
    if (failure instanceof SystemLimitException
        || failure instanceof UnsupportedOperationException
        || failure instanceof InvalidNumberEncodingException) {
      return "not a length or number that can be: " + text(failure);
    }
    return text(failure);
  }

  private static String text(Throwable failure) {
    String text = String.valueOf(failure.getMessage()).replaceAll("\\p{Cntrl}", "?");
    return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON) + "…";
  }
}
