package dev.otajobs.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** One XML document as bytes in UTF-8, with the declaration as the platform's gateway has it. */
public final class XmlDocument {

  private static final byte[] DECLARATION =
      "<?xml version='1.0' encoding='UTF-8'?>".getBytes(StandardCharsets.UTF_8);

  private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();
  private static final int TYPICAL_BYTES = 1024;

  private XmlDocument() {}

  /** Writes the content of the root. */
  public interface Content {
    void write(XMLStreamWriter out) throws XMLStreamException;
  }

  /** The document with this root. */
  public static byte[] of(String root, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    bytes.writeBytes(DECLARATION);
    try {
      XMLStreamWriter out = XML.createXMLStreamWriter(bytes, "UTF-8");
      out.writeStartElement(root);
      content.write(out);
      out.writeEndElement();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }
}
