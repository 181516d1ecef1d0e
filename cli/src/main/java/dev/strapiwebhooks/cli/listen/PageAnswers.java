package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.cli.delivery.DeliveryFile;
import dev.strapiwebhooks.cli.delivery.HeaderLine;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.cli.explain.SecretMask;
import io.javalin.http.Context;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The only way from here to the page: secrets are hidden on it, whoever put them there. Thread-safe. */
final class PageAnswers {
    private final SecretMask mask;

    PageAnswers(SecretMask mask) {
        this.mask = mask;
    }

    ShownDelivery shown(LoggedDelivery logged) {
        return ShownDelivery.of(logged, mask);
    }

    void json(Context context, JsonNode json) {
        context.contentType("application/json").result(Json.text(mask.hide(json)));
    }

    /** Without tokens and cookies, because it will be mailed around; the signature fits for minutes only. */
    void file(Context context, ShownDelivery shown) {
        RecordedDelivery delivery = shown.delivery();
        List<HeaderLine> headers = delivery.headers().stream()
                .filter(line -> !HeaderMask.isConfidential(line.name()) || HeaderMask.isSignature(line.name()))
                .toList();
        context.header("Content-Disposition", "attachment; filename=\"delivery-" + shown.id() + ".json\"");
        context.contentType("application/json").result(DeliveryFile.write(delivery.withHeaders(headers)));
    }
}
