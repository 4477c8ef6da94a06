# Sourced by the benchmarks: goes to the top of the checkout, sets JAVA_HOME, jar and native, and builds the jar when it is not there or old.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
JAVA_HOME=$(. .mvn/find-jdk.sh && printf %s "$JAVA_HOME")
jar=target/quarkus-app/quarkus-run.jar
if [ ! -e "$jar" ] || [ -n "$(find src/main src/test/java/io/tamperwatch/benchmark pom.xml -newer "$jar" -print -quit)" ]; then
  ./mvnw -q -B package -DskipTests
fi
native=$(find target -maxdepth 1 -name '*-runner' -print -quit)
