package dev.otajobs.api.rpc;

import dev.otajobs.codec.JobXml;
import dev.otajobs.codec.MemberXml;
import dev.otajobs.codec.XmlDocument;
import io.vertx.core.buffer.Buffer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes replies in XML, with the same root elements as the platform. */
final class XmlReplyWriter {

  private XmlReplyWriter() {}

  static Buffer write(String requestId, String action, Reply reply) {
    String root = reply instanceof Reply.GatewayError ? "Error" : action + "Response";
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
    } else if (reply instanceof Reply.Done done) {
      MemberXml.write(done.members(), out);
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
      element(out, "HostId", RpcError.HOST_ID);
      element(out, "Code", error.code());
      element(out, "Message", error.message());
      out.writeStartElement("Recommend");
      out.writeCData(error.recommendation(requestId));
      out.writeEndElement();
    } else {
      throw new IllegalStateException("no XML for " + reply.getClass());
    }
  }

  private static void element(XMLStreamWriter out, String name, String text)
      throws XMLStreamException {
    out.writeStartElement(name);
    out.writeCharacters(text);
    out.writeEndElement();
  }
}
