package weir.http.check;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import weir.http.check.Verdict.Outcome;

/**
 * What came of all conditions.
 *
 * @param source what was measured
 * @param nanos for how long
 * @param verdicts in the order in which they were asked
 * @param fault what of it was missing, a sentence; empty if nothing
 */
public record CheckReport(
    String source, long nanos, List<Verdict> verdicts, Optional<String> fault) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Keeps the list from changing. */
  public CheckReport {
    verdicts = List.copyOf(verdicts);
  }

  /**
   * How many came out so.
   *
   * @param outcome an outcome
   * @return count
   */
  public long count(Outcome outcome) {
    return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
  }

  /**
   * For people: a line for each condition.
   *
   * @return lines, each with its line break
   */
  public String text() {
    int width =
        verdicts.stream().mapToInt(each -> each.condition().text().length()).max().orElse(1);
    StringBuilder text = new StringBuilder();
    for (Verdict verdict : verdicts) {
      text.append(verdict.line(width)).append(System.lineSeparator());
    }
    return text.append(summary()).append(System.lineSeparator()).toString();
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%s, %.1f s: %d ok, %d failed, %d cannot be told",
        source,
        seconds(),
        count(Outcome.OK),
        count(Outcome.FAILED),
        count(Outcome.CANNOT_TELL));
  }

  private double seconds() {
    return (double) nanos / NANOS_PER_SECOND;
  }

  /**
   * For programs.
   *
   * @return the members of a JSON object
   */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("source", source);
    members.put("seconds", seconds());
    members.put("ok", count(Outcome.OK));
    members.put("failed", count(Outcome.FAILED));
    members.put("cannotTell", count(Outcome.CANNOT_TELL));
    fault.ifPresent(sentence -> members.put("fault", sentence));
    members.put("conditions", verdicts.stream().map(Verdict::members).toList());
    return members;
  }

  /**
   * For CI systems: a test case for each condition. One that can't be told is an error.
   *
   * @return a document as JUnit's reports are
   */
  public String junitXml() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "weir check");
      xml.writeAttribute("tests", Integer.toString(verdicts.size()));
      xml.writeAttribute("failures", Long.toString(count(Outcome.FAILED)));
      xml.writeAttribute("errors", Long.toString(count(Outcome.CANNOT_TELL)));
      xml.writeAttribute("skipped", "0");
      xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", seconds()));
      for (Verdict verdict : verdicts) {
        write(verdict, xml);
      }
      if (fault.isPresent()) {
        xml.writeStartElement("system-err");
        xml.writeCharacters(printable(fault.get()));
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory can't fail", e);
    }
    return text.append(System.lineSeparator()).toString();
  }

  private void write(Verdict verdict, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", printable("weir." + source));
    xml.writeAttribute("name", printable(verdict.condition().text()));
    xml.writeAttribute("time", "0");
    switch (verdict.outcome()) {
      case OK -> {}
      case FAILED -> write("failure", "measured " + verdict.measured(), xml);
      case CANNOT_TELL -> write("error", verdict.measured(), xml);
    }
    xml.writeEndElement();
  }

  private static void write(String element, String message, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("type", "weir.check");
    xml.writeAttribute("message", printable(message));
    xml.writeEndElement();
  }

  /** XML has no way to write the others. */
  private static String printable(String text) {
    return text.replaceAll("[^\\t\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
  }
}
