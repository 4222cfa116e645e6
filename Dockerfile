# The image of ons-relay: docs/container.md says how to build it and how to run it.
#
# Both bases are named here and nowhere else. deploy/pin-base-images writes their digests; deploy/build-image, which builds
# releases, accepts no base without one. The runtime base needs a Java 25 as `java` on its PATH and a /tmp. No step after the
# build uses a shell, so a distroless Java 25 works, and is the better choice where its registry can be reached.
ARG BUILD_IMAGE=eclipse-temurin:25-jdk
ARG RUNTIME_IMAGE=eclipse-temurin:25-jre
# Where the jar comes from: "build" builds it here, "prebuilt" takes the one that ./mvnw package left in target/.
ARG JAR=build

FROM ${BUILD_IMAGE} AS build
WORKDIR /source
COPY . .
ARG REVISION=unknown
RUN ./mvnw -B -ntp package -Dmaven.test.skip=true -Drelay.commit="${REVISION}" \
    && mkdir /jar \
    && mv target/ons-relay-*.jar /jar/relay.jar \
    && mv target/classes/META-INF/sbom/application.cdx.json /jar/

FROM scratch AS prebuilt
COPY target/ons-relay-*.jar /jar/relay.jar
COPY target/classes/META-INF/sbom/application.cdx.json /jar/

FROM ${JAR} AS jar

FROM ${RUNTIME_IMAGE} AS layers
WORKDIR /work
COPY --from=jar /jar/relay.jar ./
RUN ["java", "-Djarmode=tools", "-jar", "relay.jar", "extract", "--layers", "--destination", "layers"]
# An empty directory, which the user below will own.
WORKDIR /work/owned/data

# Layers that change least come first: the libraries, then the application.
FROM ${RUNTIME_IMAGE} AS application
COPY --from=layers /work/layers/dependencies/ /app/
COPY --from=layers /work/layers/spring-boot-loader/ /app/
COPY --from=layers /work/layers/snapshot-dependencies/ /app/
COPY --from=layers /work/layers/application/ /app/
COPY --from=jar /jar/application.cdx.json /app/
COPY deploy/jvm.flags /app/
# SQLite's native library for this architecture. The driver would unpack it to /tmp at each start, and /tmp may forbid execution.
RUN ["java", "-jar", "/app/relay.jar", "unpack-library", "/app/native"]

# The application runs once, on a separate store, and delivers messages to itself. The resulting cache is valid for this
# Java, for the flags that decide the layout of objects, and for these jars with their times and class path: so training and
# image share the stage that lays out /app. Where one of them differs, the JVM prints that and starts without the cache;
# -XX:AOTMode=on makes it an error. With what C2 compiles, the cache would have it compiled again at each start: decision 15.
FROM application AS training
WORKDIR /tmp
RUN ["java", "-XX:Flags=/app/jvm.flags", "-XX:TieredStopAtLevel=2", "-XX:AOTCacheOutput=/app/relay.aot", "-Xlog:aot=error", \
     "-Dorg.sqlite.lib.path=/app/native", "-jar", "/app/relay.jar", "train"]

FROM application
ARG RUNTIME_IMAGE
ARG VERSION=unknown
ARG REVISION=unknown
ARG CREATED=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="ons-relay" \
      org.opencontainers.image.description="Receives Oracle Cloud notifications, keeps them on disk, and delivers them to the people they concern" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.base.name="${RUNTIME_IMAGE}"
COPY --from=training /app/relay.aot /app/
COPY --from=layers --chown=65532:65532 /work/owned/ /
# The C library's arenas are for threads that compete for memory; each keeps what it has freed.
ENV MALLOC_ARENA_MAX=2
# From here, the default jdbc:sqlite:data/relay.db is /data/relay.db, and /config/application.yaml is read if it exists. No
# Spring property is set by a variable, since it would override the user's file.
WORKDIR /
USER 65532:65532
VOLUME ["/data"]
EXPOSE 8080 8081
STOPSIGNAL SIGTERM
# There is no HEALTHCHECK: it would need a shell or a second JVM. /livez and /readyz on 8080 are for the orchestrator's probes.
ENTRYPOINT ["java", "-XX:Flags=/app/jvm.flags", "-XX:AOTCache=/app/relay.aot", "-Dorg.sqlite.lib.path=/app/native", \
     "-jar", "/app/relay.jar"]
