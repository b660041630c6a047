# Thoth Memory as an image: built with Maven, run by a JDK (its vector module is needed), as a user
# that owns nothing but /data.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
RUN mvn -q -B dependency:go-offline -Dmaven.test.skip=true || true
COPY src/main src/main
RUN mvn -q -B package -Dmaven.test.skip=true

FROM eclipse-temurin:25-jdk AS run
RUN apt-get update \
  && apt-get install -y --no-install-recommends curl \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --home-dir /data --create-home thoth
WORKDIR /opt/thoth-memory
COPY bin bin
COPY conf/thoth.properties conf/thoth.properties
COPY NOTICE NOTICE
COPY --from=build /build/target/thoth-memory.jar target/thoth-memory.jar
COPY --from=build /build/target/lib target/lib
ENV THOTH_DATA_DIR=/data LETTA_SERVER_HOST=0.0.0.0 LETTA_SERVER_PORT=8283
VOLUME /data
EXPOSE 8283
USER thoth
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8283/v1/health/"]
# The launcher becomes the JVM, so that the JVM hears the stop.
ENTRYPOINT ["/opt/thoth-memory/bin/thoth-memory"]
CMD ["start"]
