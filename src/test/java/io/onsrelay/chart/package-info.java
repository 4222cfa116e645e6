/**
 * The Helm chart, rendered by an embedded Helm and read by the models of Kubernetes.
 */
@NullMarked
package io.onsrelay.chart;

import org.jspecify.annotations.NullMarked;
