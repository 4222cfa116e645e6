{{- define "ons-relay.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 40 characters, so that suffixes fit. */}}
{{- define "ons-relay.fullname" -}}
{{- $name := include "ons-relay.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "ons-relay.management" -}}
{{- include "ons-relay.fullname" . }}-management
{{- end -}}

{{- define "ons-relay.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "ons-relay.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "ons-relay.selectorLabels" -}}
app.kubernetes.io/name: {{ include "ons-relay.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: relay
{{- end -}}

{{- define "ons-relay.testLabels" -}}
app.kubernetes.io/name: {{ include "ons-relay.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: test
{{- end -}}

{{- define "ons-relay.commonLabels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: ons-relay
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "ons-relay.labels" -}}
{{ include "ons-relay.selectorLabels" . }}
{{ include "ons-relay.commonLabels" . }}
{{- end -}}

{{/* The reference of an image, by its values, and by the tag where they have none. */}}
{{- define "ons-relay.image" -}}
{{- if .image.digest -}}
{{- printf "%s@%s" .image.repository .image.digest -}}
{{- else -}}
{{- printf "%s:%s" .image.repository (default .tag .image.tag) -}}
{{- end -}}
{{- end -}}

{{- define "ons-relay.replicas" -}}
{{- $usual := eq .Values.store.type "sqlite" | ternary 1 2 -}}
{{- kindIs "invalid" .Values.replicaCount | ternary $usual .Values.replicaCount -}}
{{- end -}}

{{/* The public name of the Ingress or else of the HTTPRoute, or a placeholder for it. */}}
{{- define "ons-relay.host" -}}
{{- if .Values.ingress.enabled -}}
{{- .Values.ingress.host -}}
{{- else if and .Values.httpRoute.enabled .Values.httpRoute.hostnames -}}
{{- first .Values.httpRoute.hostnames -}}
{{- else -}}
<public-name>
{{- end -}}
{{- end -}}
