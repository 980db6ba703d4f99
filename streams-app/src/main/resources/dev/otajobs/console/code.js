import { classicJava, teaJava } from "./code-java.js";
import { curl, go } from "./code-other.js";
import { popCore, python, teaNode } from "./code-script.js";

/**
 * A call as a program: generate({ action, parameters, endpoint }) takes the parameters by their names on the wire.
 * Tests run the programs that are `tested`; the others follow the SDKs' published sources and are not run.
 */
export const targets = [
  { id: "java", label: "Java", file: "Example.java", tested: true, generate: teaJava },
  { id: "java-classic", label: "Java (classic)", file: "Example.java", tested: true, generate: classicJava },
  { id: "node", label: "Node.js", file: "example.js", tested: true, generate: teaNode },
  { id: "node-pop-core", label: "Node.js (pop-core)", file: "example.js", tested: true, generate: popCore },
  { id: "python", label: "Python", file: "example.py", tested: false, generate: python },
  { id: "go", label: "Go", file: "main.go", tested: false, generate: go },
  { id: "curl", label: "curl", file: "example.sh", tested: true, generate: curl },
];
