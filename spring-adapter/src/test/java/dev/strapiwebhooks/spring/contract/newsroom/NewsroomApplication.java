package dev.strapiwebhooks.spring.contract.newsroom;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application as it is in production. */
@SpringBootApplication
public class NewsroomApplication {}
