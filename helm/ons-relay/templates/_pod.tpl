{{/* The pod. Both modes differ only in the store. */}}
{{- define "ons-relay.podTemplate" -}}
{{- $secrets := include "ons-relay.secretProperties" . | fromJson -}}
metadata:
  # Without the chart's version, so that a new chart alone restarts nothing.
  labels:
    {{- include "ons-relay.selectorLabels" . | nindent 4 }}
    {{- with .Values.commonLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    # Without the routes, which the pods load by themselves.
    checksum/config: {{ include "ons-relay.configuration" . | sha256sum }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "ons-relay.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ .Values.okeWorkloadIdentity.enabled }}
  # A Service called relay would become variables RELAY_…, which are configuration.
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ include "ons-relay.terminationGracePeriodSeconds" . }}
  securityContext:
    {{- toYaml .Values.podSecurityContext | nindent 4 }}
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: relay
      image: {{ include "ons-relay.image" (dict "image" .Values.image "tag" .Chart.AppVersion) | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      securityContext:
        {{- toYaml .Values.securityContext | nindent 8 }}
      env:
        {{- include "ons-relay.env" . | nindent 8 }}
      {{- with .Values.extraEnvFrom }}
      envFrom:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      ports:
        - name: http
          containerPort: 8080
          protocol: TCP
        - name: management
          containerPort: 8081
          protocol: TCP
      startupProbe:
        {{- include "ons-relay.probe" (dict "path" "/actuator/health/liveness" "settings" .Values.probes.startup) | nindent 8 }}
      livenessProbe:
        {{- include "ons-relay.probe" (dict "path" "/actuator/health/liveness" "settings" .Values.probes.liveness) | nindent 8 }}
      readinessProbe:
        {{- include "ons-relay.probe" (dict "path" "/actuator/health/readiness" "settings" .Values.probes.readiness) | nindent 8 }}
      {{- if .Values.preStopSleepSeconds }}
      lifecycle:
        preStop:
          sleep:
            seconds: {{ .Values.preStopSleepSeconds }}
      {{- end }}
      {{- with .Values.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      volumeMounts:
        - name: config
          mountPath: /config
          readOnly: true
        {{- if $secrets }}
        - name: secrets
          mountPath: /secrets
          readOnly: true
        {{- end }}
        {{- if .Values.tls.enabled }}
        - name: tls
          mountPath: /tls
          readOnly: true
        {{- end }}
        {{- if eq .Values.store.type "sqlite" }}
        - name: data
          mountPath: /data
        {{- end }}
        - name: tmp
          mountPath: /tmp
        {{- with .Values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    {{- include "ons-relay.volumes" (dict "root" . "secrets" $secrets) | nindent 4 }}
  {{- if eq .Values.store.type "postgres" }}
  {{- with .Values.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- range . }}
    - {{- toYaml (merge (dict) . (dict "labelSelector" (dict "matchLabels" (include "ons-relay.selectorLabels" $ | fromYaml)))) | nindent 6 }}
    {{- end }}
  {{- end }}
  {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
{{- end -}}

{{/* The environment overrides every file, so the store is what store.type says, whatever the image has. */}}
{{- define "ons-relay.env" -}}
- name: SPRING_CONFIG_ADDITIONAL_LOCATION
  value: file:/config/relay.yaml,file:/config/routes.yaml
{{- if eq .Values.store.type "sqlite" }}
- name: SPRING_DATASOURCE_URL
  value: jdbc:sqlite:/data/relay.db
{{- else }}
{{- with .Values.store.postgres }}
{{- range $variable, $key := dict "URL" .urlKey "USERNAME" .usernameKey "PASSWORD" .passwordKey }}
- name: SPRING_DATASOURCE_{{ $variable }}
  valueFrom:
    secretKeyRef:
      name: {{ $.Values.store.postgres.existingSecret | quote }}
      key: {{ $key | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Over the management port, which responds whatever the load on the port of ONS. It never uses TLS. */}}
{{- define "ons-relay.probe" -}}
httpGet:
  path: {{ .path | quote }}
  port: management
  scheme: HTTP
periodSeconds: {{ .settings.periodSeconds }}
failureThreshold: {{ .settings.failureThreshold }}
timeoutSeconds: {{ .settings.timeoutSeconds }}
{{- end -}}

{{- define "ons-relay.volumes" -}}
- name: config
  configMap:
    name: {{ include "ons-relay.fullname" .root | quote }}
{{- if .secrets }}
# A file for each property, named like it.
- name: secrets
  projected:
    defaultMode: 288 # 0440
    sources:
      {{- range $property, $secret := .secrets }}
      - secret:
          name: {{ $secret.existingSecret | quote }}
          items:
            - key: {{ $secret.key | quote }}
              path: {{ $property | quote }}
      {{- end }}
{{- end }}
{{- if .root.Values.tls.enabled }}
- name: tls
  secret:
    secretName: {{ .root.Values.tls.secretName | quote }}
    defaultMode: 288 # 0440
{{- end }}
{{- with .root.Values.store.sqlite.existingClaim }}
{{- if eq $.root.Values.store.type "sqlite" }}
- name: data
  persistentVolumeClaim:
    claimName: {{ . | quote }}
{{- end }}
{{- end }}
- name: tmp
  emptyDir:
    sizeLimit: {{ .root.Values.tmpSize }}
{{- with .root.Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}
