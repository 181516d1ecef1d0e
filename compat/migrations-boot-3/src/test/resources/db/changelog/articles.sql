--liquibase formatted sql
--changeset newsroom:1
--preconditions onFail:HALT onError:HALT
--precondition-sql-check expectedResult:0 SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME LIKE 'STRAPI%'
CREATE TABLE article (title VARCHAR(200) NOT NULL);
