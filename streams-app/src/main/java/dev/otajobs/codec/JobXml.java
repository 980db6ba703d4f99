package dev.otajobs.codec;

import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.Tag;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the fields of a job as elements, as the reply's {@code Data} has them: a list is a wrapper
 * with its items inside, absent fields are absent.
 */
public final class JobXml implements FieldValue.Visitor {

  private final XMLStreamWriter out;

  private JobXml(XMLStreamWriter out) {
    this.out = out;
  }

  /** Writes the fields into the element that the writer is in. */
  public static void write(Map<JobField, FieldValue> fields, XMLStreamWriter out)
      throws XMLStreamException {
    JobXml writer = new JobXml(out);
    try {
      for (Map.Entry<JobField, FieldValue> field : fields.entrySet()) {
        writer.element(field.getKey().apiName(), () -> field.getValue().accept(writer));
      }
    } catch (UncheckedXmlException e) {
      throw e.getCause();
    }
  }

  @Override
  public void text(String value) {
    unchecked(() -> out.writeCharacters(value));
  }

  @Override
  public void whole(int value) {
    text(Integer.toString(value));
  }

  @Override
  public void flag(boolean value) {
    text(Boolean.toString(value));
  }

  @Override
  public void time(long epochMillis) {
    text(UtcTime.format(epochMillis));
  }

  @Override
  public void textList(List<String> values) {
    values.forEach(value -> element(JobJson.SRC_VERSION, () -> text(value)));
  }

  @Override
  public void tagList(List<Tag> tags) {
    tags.forEach(
        tag ->
            element(
                JobJson.TAG,
                () -> {
                  element("Key", () -> text(tag.key()));
                  element("Value", () -> text(tag.value()));
                }));
  }

  @Override
  public void cleared() {
    throw new IllegalStateException("a view has no cleared fields");
  }

  private void element(String name, Runnable content) {
    unchecked(() -> out.writeStartElement(name));
    content.run();
    unchecked(out::writeEndElement);
  }

  private static void unchecked(XmlWrite write) {
    try {
      write.run();
    } catch (XMLStreamException e) {
      throw new UncheckedXmlException(e);
    }
  }

  private interface XmlWrite {
    void run() throws XMLStreamException;
  }

  private static final class UncheckedXmlException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final XMLStreamException cause;

    UncheckedXmlException(XMLStreamException cause) {
      super(cause);
      this.cause = cause;
    }

    @Override
    public synchronized XMLStreamException getCause() {
      return cause;
    }
  }
}
