package dev.otajobs.api.rpc;

import dev.otajobs.codec.JobXml;
import dev.otajobs.codec.XmlDocument;
import io.vertx.core.buffer.Buffer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes replies in XML, with the roots that the platform's gateway has. */
final class XmlReplyWriter implements ReplyWriter {

  @Override
  public Buffer write(String requestId, Reply reply) {
    String root = reply instanceof Reply.GatewayError ? "Error" : "QueryOTAJobResponse";
    return Buffer.buffer(XmlDocument.of(root, out -> writeElements(requestId, reply, out)));
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
