package dev.otajobs.api;

import java.io.StringReader;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** XML in a form that is equal for documents that differ in order and indentation only. */
public final class Xml {

  private Xml() {}

  public static Element parse(String xml) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)))
          .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError("not XML: " + xml, e);
    }
  }

  /** A leaf is its text, any other element its children by name, each name once. */
  public static Object canonical(Element element) {
    List<Element> children = children(element);
    if (children.isEmpty()) {
      return element.getTextContent();
    }
    TreeMap<String, Object> members = new TreeMap<>();
    for (Element child : children) {
      if (members.put(child.getTagName(), canonical(child)) != null) {
        throw new AssertionError("twice: " + child.getTagName());
      }
    }
    return members;
  }

  public static List<Element> children(Element element) {
    return IntStream.range(0, element.getChildNodes().getLength())
        .mapToObj(element.getChildNodes()::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
        .map(Element.class::cast)
        .toList();
  }

  /** The text of the element with this name, wherever it is. */
  public static String text(Element root, String name) {
    return root.getElementsByTagName(name).item(0).getTextContent();
  }
}
