{{/* Rejects values that can't work together, and says what to do. */}}
{{- define "ons-relay.check" -}}
{{- include "ons-relay.checkStore" . -}}
{{- include "ons-relay.checkIngress" . -}}
{{- include "ons-relay.checkIdentity" . -}}
{{- include "ons-relay.checkConfiguration" . -}}
{{- end -}}

{{- define "ons-relay.checkStore" -}}
{{- $replicas := include "ons-relay.replicas" . | int -}}
{{- if eq .Values.store.type "sqlite" -}}
{{- if gt $replicas 1 -}}
{{- fail (printf "replicaCount is %d, but SQLite is for one process. Set store.type to postgres for several pods." $replicas) -}}
{{- end -}}
{{- if .Values.autoscaling.enabled -}}
{{- fail "autoscaling.enabled is true, but SQLite is for one process. Set store.type to postgres for several pods." -}}
{{- end -}}
{{- else if not .Values.store.postgres.existingSecret -}}
{{- fail "store.postgres.existingSecret is empty. Name a Secret with the JDBC URL, the user name and the password of the database." -}}
{{- end -}}
{{- if gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas) -}}
{{- fail (printf "autoscaling.minReplicas is %d, more than autoscaling.maxReplicas, which is %d." (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) -}}
{{- end -}}
{{- end -}}

{{- define "ons-relay.checkIngress" -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.host) -}}
{{- fail "ingress.host is empty. Set the public name that ONS posts to." -}}
{{- end -}}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) -}}
{{- fail "httpRoute.parentRefs is empty. Name the Gateway that the route belongs to." -}}
{{- end -}}
{{- if and .Values.tls.enabled (not .Values.tls.secretName) -}}
{{- fail "tls.secretName is empty. Name a Secret with tls.crt and tls.key." -}}
{{- end -}}
{{- end -}}

{{- define "ons-relay.checkIdentity" -}}
{{- $auth := include "ons-relay.property" (dict "root" . "name" "relay.oci.auth" "default" "none") -}}
{{- $used := eq (include "ons-relay.ociAuth" .) "workloadidentity" -}}
{{- if and $used (not .Values.okeWorkloadIdentity.enabled) -}}
{{- fail "relay.oci.auth is workload-identity, and okeWorkloadIdentity.enabled is false. Enable it: the pod has no token otherwise." -}}
{{- else if and .Values.okeWorkloadIdentity.enabled (not $used) -}}
{{- fail (printf "okeWorkloadIdentity.enabled is true, and relay.oci.auth is %s. Set it to workload-identity: nothing uses the token otherwise." $auth) -}}
{{- end -}}
{{- end -}}

{{/*
Secrets must not be in a ConfigMap, and properties that other values set must not be configured differently. A placeholder
that an environment variable replaces is not a secret.
*/}}
{{- define "ons-relay.checkConfiguration" -}}
{{- $decided := list "spring.datasource.url" "spring.datasource.username" "spring.config.import" "server.port" "server.ssl.bundle" "management.server.port" "spring.lifecycle.timeoutpershutdownphase" -}}
{{- range $name, $value := .Values.extraConfig -}}
{{- if regexMatch "^relay([.]|$)" $name -}}
{{- fail (printf "extraConfig has %s. What is the relay's own belongs below relay." $name) -}}
{{- end -}}
{{- end -}}
{{- range $name, $value := include "ons-relay.properties" . | fromJson -}}
{{- $canonical := include "ons-relay.canonical" $name -}}
{{- if has $canonical $decided -}}
{{- fail (printf "extraConfig has %s, which other values of this chart decide." $name) -}}
{{- end -}}
{{- $secret := regexMatch "(password|passphrase|secret|token|routingkey|signingkey|webhookurl|apikey)s?(\\[[0-9]+\\])?$" $canonical -}}
{{- if and $secret $value (not (regexMatch "^[$][{][^{}:]+[}]$" (toString $value))) -}}
{{- fail (printf "%s is a secret, and the configuration becomes a ConfigMap. Put it into a Secret and name that below secrets." $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
