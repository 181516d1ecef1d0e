package dev.strapiwebhooks.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What Surefire wrote about a test class of another module. */
final class TestReports {
    private TestReports() {}

    /** The names of the methods of which every run passed. */
    static Set<String> passed(Path module, String testClass) {
        Path report = module.resolve("target/surefire-reports/TEST-" + testClass + ".xml");
        if (!Files.exists(report)) {
            throw new IllegalStateException(report + " is missing: run the whole build, mvn -B verify");
        }
        Set<String> passed = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        NodeList tests = parse(report).getElementsByTagName("testcase");
        for (int i = 0; i < tests.getLength(); i++) {
            Element test = (Element) tests.item(i);
            (isPassed(test) ? passed : others).add(test.getAttribute("name").replaceFirst("[\\[(].*", ""));
        }
        passed.removeAll(others);
        return passed;
    }

    private static boolean isPassed(Element test) {
        return test.getElementsByTagName("failure").getLength() == 0
                && test.getElementsByTagName("error").getLength() == 0
                && test.getElementsByTagName("skipped").getLength() == 0;
    }

    private static Element parse(Path report) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("unreadable: " + report, e);
        }
    }
}
