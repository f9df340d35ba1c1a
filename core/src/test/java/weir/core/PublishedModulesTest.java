package weir.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Holds {@code weir-bom} to the modules that are published. */
@Timeout(60)
class PublishedModulesTest {

  private static final Path PARENT = Path.of("..");

  private final XPath paths = XPathFactory.newInstance().newXPath();

  @Test
  void shouldAllBeInTheBillOfMaterials() throws Exception {
    List<String> published = new ArrayList<>();
    for (String module : all(pom("."), "/project/modules/module")) {
      Document pom = pom(module);
      boolean kept = text(pom, "/project/properties/maven.deploy.skip").equals("true");
      if (!kept) {
        published.add(text(pom, "/project/artifactId"));
      }
    }

    assertThat(all(pom("bom"), "/project/dependencyManagement/dependencies/dependency/artifactId"))
        .containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  void shouldHaveTheVersionOfTheWhole() throws Exception {
    assertThat(text(pom("bom"), "/project/version")).isEqualTo(text(pom("."), "/project/version"));
  }

  @Test
  void shouldComeWithTheirSourcesAndJavadoc() throws Exception {
    for (String artifact :
        all(pom("bom"), "/project/dependencyManagement/dependencies/dependency/artifactId")) {
      assertThat(Files.readString(PARENT.resolve(artifact.replace("weir-", "")).resolve("pom.xml")))
          .contains("maven-source-plugin", "maven-javadoc-plugin");
    }
  }

  private static Document pom(String module) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(PARENT.resolve(module).resolve("pom.xml").toFile());
  }

  private String text(Document pom, String path) throws Exception {
    return paths.evaluate(path, pom);
  }

  private List<String> all(Document pom, String path) throws Exception {
    NodeList nodes = (NodeList) paths.evaluate(path, pom, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int index = 0; index < nodes.getLength(); index++) {
      texts.add(nodes.item(index).getTextContent());
    }
    return texts;
  }
}
