package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.cli.send.Sender;
import dev.strapiwebhooks.testkit.Header;
import dev.strapiwebhooks.testkit.SignedDelivery;
import dev.strapiwebhooks.testkit.attack.Attack;
import dev.strapiwebhooks.testkit.attack.AttackMaterial;
import dev.strapiwebhooks.testkit.attack.AttackRun;
import dev.strapiwebhooks.testkit.attack.AttackRun.Row;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.json.JsonMapper;

/** Attacks a receiver. */
@Command(
        name = "attack",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Sends a genuine delivery and then forgeries to a receiver of your own, and says what it withstood.")
final class AttackCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "URL", description = "The receiver, in whatever language it is written.")
    private @Nullable URI url;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            converter = AttackCommand.Converter.class,
            completionCandidates = AttackCommand.Names.class,
            description = "Tries only these attacks.")
    private List<Attack> only = List.of(Attack.values());

    @Option(names = "--list", description = "Lists the attacks, and sends nothing.")
    private boolean list;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            converter = AttackCommand.HeaderConverter.class,
            description =
                    "A header of every request, such as a token that the receiver wants beside the signature. May be"
                            + " repeated.")
    private List<Header> headers = new ArrayList<>();

    @Mixin
    private SampleOptions sample = new SampleOptions("trigger-test");

    @Mixin
    private SecretOptions secret = new SecretOptions();

    @Mixin
    private SchemeOptions scheme = new SchemeOptions();

    @Option(names = "--json", description = "Prints one JSON object for each attack.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = new Terminal(spec);
        if (list) {
            Stream.of(Attack.values())
                    .forEach(attack -> terminal.line(
                            String.format(Locale.ROOT, "%-20s %s", attack.shown(), attack.description())));
            return 0;
        }
        if (url == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'URL'");
        }
        URI target = Sender.requireHttp(url);
        AttackMaterial material = scheme.material(secret.secret()).event(sample.event(), sample.body());
        List<Row> rows = new ArrayList<>();
        AttackRun.with(delivery -> status(target, delivery), material).run(only, row -> {
            rows.add(row);
            print(terminal, row);
        });
        long passed = rows.stream().filter(Row::passed).count();
        if (!json) {
            terminal.line(passed + " of " + rows.size() + " passed");
        }
        return passed == rows.size() ? 0 : ExitCode.REFUSED;
    }

    /** Each over a connection of its own: a receiver may close one whose request it did not like. */
    private int status(URI target, SignedDelivery bare) throws IOException {
        SignedDelivery delivery = bare;
        for (Header header : headers) {
            delivery = delivery.with(header.name(), header.value());
        }
        try {
            return new Sender(target).status(delivery);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void print(Terminal terminal, Row row) {
        if (json) {
            terminal.line(JsonMapper.shared().writeValueAsString(row));
            return;
        }
        String answer = row.status() == 0 ? "no answer" : Integer.toString(row.status());
        terminal.line((row.passed() ? terminal.good("passed") : terminal.bad("FAILED"))
                + String.format(Locale.ROOT, "  %-20s %-58s %s", row.name(), row.description(), answer));
    }

    /** As {@code --list} shows them. */
    static final class Converter implements ITypeConverter<Attack> {
        @Override
        public Attack convert(String text) {
            return Stream.of(Attack.values())
                    .filter(attack -> attack.shown().equals(text))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("there is no attack " + text + "; --list names all"));
        }
    }

    /** For the shell's completion. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            super(Stream.of(Attack.values()).map(Attack::shown).toList());
        }
    }

    /** As HTTP writes it. */
    static final class HeaderConverter implements ITypeConverter<Header> {
        @Override
        public Header convert(String text) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw new TypeConversionException("it is not a header such as 'Authorization: Bearer …'");
            }
            return new Header(
                    text.substring(0, colon).strip(), text.substring(colon + 1).strip());
        }
    }
}
