package dev.strapiwebhooks.jdbc;

/** The database, as it is set up, can lose deliveries that it has confirmed, and nobody has said that this is accepted. */
public final class UndurableDatabaseException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final DurabilityRisk risk;

    UndurableDatabaseException(DurabilityRisk risk) {
        super("this database can lose deliveries that it has confirmed: " + risk.remedy()
                + ", or accept it by name with acceptRisk(DurabilityRisk." + risk
                + "), in Spring Boot with strapi.webhook.worker.accept-risks=" + risk);
        this.risk = risk;
    }

    /**
     * What is not accepted.
     *
     * @return the risk
     */
    public DurabilityRisk risk() {
        return risk;
    }
}
