/** A host with a descriptor of its own; removed where the project is compiled on the class path. */
module foreign.host {
    requires io.github.lighthousecompat;
    requires io.github.lighthousecompat.testkit;
    requires static org.assertj.core; // for its tests
}
