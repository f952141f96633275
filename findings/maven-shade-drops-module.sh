#!/usr/bin/env bash
# maven-shade-plugin 3.6.2 drops the project's own module-info.class, too.
#
# That the descriptors of shaded dependencies go is documented in its warning. But the descriptor of the project that shades goes with
# them: a library that relocates one dependency into its jar silently becomes an automatic module, named after the file, that exports
# everything. IncludeResourceTransformer can put the compiled file back.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

project=$scratch/project
mkdir -p "$project/src/main/java/demo"
echo 'module demo { exports demo; }' >"$project/src/main/java/module-info.java"
printf 'package demo;\n\npublic class Greeting {}\n' >"$project/src/main/java/demo/Greeting.java"
cat >"$project/pom.xml" <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>demo</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>org.jspecify</groupId>
      <artifactId>jspecify</artifactId>
      <version>1.0.1</version>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-compiler-plugin</artifactId>
        <version>3.16.0</version>
      </plugin>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-shade-plugin</artifactId>
        <version>3.6.2</version>
        <executions>
          <execution>
            <phase>package</phase>
            <goals>
              <goal>shade</goal>
            </goals>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
XML
(cd "$project" && mvn -q -B -ntp package) >"$scratch/maven.log" 2>&1 || { tail -n 5 "$scratch/maven.log" >&2; fail "the project cannot be built here"; }
entries() { jar --list --file "$1" | grep -c '^module-info.class$' || true; }
seen "module descriptors in the jar before shading" 1 "$(entries "$project/target/original-demo-1.jar")"
seen "and in the shaded jar" 0 "$(entries "$project/target/demo-1.jar")"
