package dev.otajobs.api.rpc;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes replies in XML, the root and the declaration as the platform's gateway has them. */
final class XmlReplyWriter implements ReplyWriter {

  private static final byte[] DECLARATION =
      "<?xml version='1.0' encoding='UTF-8'?>".getBytes(StandardCharsets.UTF_8);

  private final XMLOutputFactory xml = XMLOutputFactory.newDefaultFactory();

  @Override
  public Buffer write(String requestId, Reply reply) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    bytes.writeBytes(DECLARATION);
    try {
      XMLStreamWriter out = xml.createXMLStreamWriter(bytes, "UTF-8");
      out.writeStartElement(reply instanceof Reply.GatewayError ? "Error" : "QueryOTAJobResponse");
      writeElements(requestId, reply, out);
      out.writeEndElement();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private static void writeElements(String requestId, Reply reply, XMLStreamWriter out)
      throws XMLStreamException {
    if (reply instanceof Reply.Job job) {
      out.writeStartElement("Data");
      JobXml.write(job.view().fields(), out);
      out.writeEndElement();
      element(out, "RequestId", requestId);
      element(out, "Success", "true");
    } else if (reply instanceof Reply.BusinessError refused) {
      element(out, "RequestId", requestId);
      element(out, "Success", "false");
      element(out, "Code", refused.code());
      element(out, "ErrorMessage", refused.message());
    } else if (reply instanceof Reply.GatewayError gateway) {
      RpcError error = gateway.error();
      element(out, "RequestId", requestId);
      element(out, "HostId", HOST_ID);
      element(out, "Code", error.code());
      element(out, "Message", error.message());
      out.writeStartElement("Recommend");
      out.writeCData(ReplyWriter.recommendation(requestId, error));
      out.writeEndElement();
    }
  }

  private static void element(XMLStreamWriter out, String name, String text)
      throws XMLStreamException {
    out.writeStartElement(name);
    out.writeCharacters(text);
    out.writeEndElement();
  }
}
