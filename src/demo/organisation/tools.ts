// User agents of machines, and where they call from (RFC 5737 addresses).

export const TERRAFORM =
  'APN/1.0 HashiCorp/1.0 Terraform/1.12.2 (+https://www.terraform.io) terraform-provider-aws/6.11.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.38.1 ua/2.1 os/linux lang/go#1.24.6 md/GOOS#linux md/GOARCH#amd64';
export const GITHUB_ACTIONS =
  'configure-aws-credentials-for-github-actions aws-sdk-js/3.864.0 ua/2.1 os/linux#6.11.0 lang/js md/nodejs#20.19.4 api/sts#3.864.0';
export const CI_ADDRESS = '192.0.2.10';
export const BOTO =
  'Boto3/1.40.11 md/Botocore#1.40.11 ua/2.1 os/linux#6.1.147 md/arch#aarch64 lang/python#3.12.11 md/pyimpl#CPython';
export const GO_SDK = 'aws-sdk-go-v2/1.38.1 ua/2.1 os/linux lang/go#1.24.6 md/GOOS#linux md/GOARCH#arm64';
export const JAVA_SDK = 'aws-sdk-java/2.32.24 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.147 lang/java#21.0.8';
export const SSM_AGENT = 'aws-sdk-go/1.55.5 (go1.23.9; linux; amd64) amazon-ssm-agent/3.3.2746.0';
