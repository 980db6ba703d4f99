# The service. Configured by OTA_JOBS_* variables over docker/ota-jobs.properties.

# Maven on eclipse-temurin:17. The build fetches the local stack's parts, too: tests depend on them.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -DskipTests -pl streams-app -am package

FROM eclipse-temurin:17-jre
RUN groupadd --gid 10001 ota-jobs \
 && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin ota-jobs \
 && install -d -o ota-jobs -g ota-jobs /var/lib/ota-jobs /run/ota-jobs
COPY --from=build /src/streams-app/target/lib /opt/ota-jobs/lib
COPY --from=build /src/streams-app/target/streams-app.jar /opt/ota-jobs/streams-app.jar
COPY docker/ota-jobs.properties /etc/ota-jobs/ota-jobs.properties

# RocksDB allocates from many threads; more arenas only hold more memory that is free.
ENV MALLOC_ARENA_MAX=2
# By number, so that Kubernetes can tell that it is not root.
USER 10001:10001
# A new named volume takes the owner of this directory.
VOLUME /var/lib/ota-jobs
EXPOSE 8080

# Half of the limit is heap: RocksDB (store.memory.bytes) and the JVM itself need the rest.
# Exec form: SIGTERM must reach Java for the ordered stop.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/ota-jobs/streams-app.jar"]
CMD ["serve", "--config", "/etc/ota-jobs/ota-jobs.properties"]
