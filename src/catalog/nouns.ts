// The nouns people use for things in AWS → the nouns in AWS's action names. Most need no entry: "flow log", "target group"
// or "launch template" are found in the catalog itself. Here are the words AWS does not use, and the words several
// services share, with the services that are meant when nothing else says which.
import { nounKey } from './split-name.ts';

/** One meaning of a noun: the key of AWS's noun (see `split-name.ts`) in one service; `service` null: in any. */
export interface NounKey {
  readonly service: string | null;
  readonly key: string;
}

export interface NounMeaning {
  /** What rules refer to it by: the key of its first word list. */
  readonly id: string;
  /** As typed. */
  readonly text: string;
  readonly keys: readonly NounKey[];
  /** `service:type` of a resource called so, where it is one. */
  readonly type: string | null;
  /** Several services have such a thing: a name beside the noun may be any of them. */
  readonly shared: boolean;
}

/** `people's words | … = service:key …; type`. A leading `~` marks nouns that other services have too. */
const TABLE = `
~instance|machine|server|vm|virtual machine|box|host|ec2 instance|ec2 box|ec2 server|ec2 machine|ec2 vm|node = ec2:instance; ec2:instance
bucket|s3 bucket = s3:bucket s3express:bucket; s3:bucket
object|s3 object|file|s3 file|blob|s3 key|document|object version|file version = s3:object; s3:object
bucket acl|bucket acls = s3:bucketacl
bucket policy = s3:bucketpolicy
bucket tag|bucket tagging = s3:buckettagging
lifecycle rule|lifecycle|lifecycle policy|lifecycle configuration|bucket lifecycle = s3:lifecycleconfiguration s3:bucketlifecycle s3:bucketlifecycleconfiguration dlm:lifecyclepolicy ecr:lifecyclepolicy
versioning|bucket versioning = s3:bucketversioning
public access block|block public access|bpa = s3:bucketpublicaccessblock s3:accountpublicaccessblock s3:publicaccessblock
default encryption|bucket encryption|encryption|ebs encryption = s3:bucketencryption s3:encryptionconfiguration ec2:ebsencryptionbydefault
transfer acceleration|acceleration = s3:accelerateconfiguration
presigned url|pre-signed url|presigned link = :presignedobject
bucket logging|access logging|server access logging = s3:bucketlogging
~user|iam user = iam:user; iam:user
sso user|identity center user = identitystore:user sso-directory:user
cognito user = cognito-idp:user
~role|iam role = iam:role; iam:role
~group|iam group = iam:group; iam:group
~policy|iam policy|managed policy|customer managed policy|admin policy|administrator policy = iam:policy; iam:policy
trust policy|trust relationship|assume role policy|trust|trust document = iam:assumerolepolicy
default version|default policy version = iam:defaultpolicyversion
inline policy = iam:rolepolicy iam:userpolicy iam:grouppolicy
permissions boundary|permission boundary = iam:rolepermissionboundary iam:userpermissionboundary
access key|api key id|aws key|iam key|secret access key|access key id|programmatic access = iam:accesskey; iam:access-key
key = iam:accesskey kms:key kms:keydeletion ec2:keypair
kms key|cmk|encryption key|customer master key|customer managed key = kms:key; kms:key
key deletion = kms:keydeletion
ssh key|keypair|key pair = ec2:keypair; ec2:key-pair
mfa|mfa device|multi-factor authentication|two factor|2fa|multi factor authentication = iam:mfadevice iam:virtualmfadevice
console access|console password|login profile = iam:loginprofile
password = iam:loginprofile iam:password
instance type|instance size = ec2:instancetype
instance class|db instance class = :dbinstanceclass
imds|imdsv1|imdsv2|instance metadata|instance metadata service|metadata service = ec2:instancemetadataoption
windows password|administrator password|instance password = ec2:passworddata
master password|master user password|db password|database password|rds password|redshift password = :masteruserpassword
password policy = iam:accountpasswordpolicy
account alias = iam:accountalias
instance profile|iam instance profile = iam:instanceprofile ec2:iaminstanceprofile; iam:instance-profile
saml provider|saml identity provider = iam:samlprovider; iam:saml-provider
identity provider|idp = iam:samlprovider iam:openidconnectprovider cognito-idp:identityprovider
oidc provider = iam:openidconnectprovider
database|db|rds database|rds|rds db|aurora|rds instance|postgres|mysql|postgres database|mysql database = rds:dbinstance rds:dbcluster; rds:db
db instance|database instance = rds:dbinstance; rds:db
db cluster|aurora cluster|rds cluster|database cluster = rds:dbcluster; rds:cluster
~snapshot = ec2:snapshot rds:dbsnapshot rds:dbclustersnapshot
ebs snapshot|volume snapshot|disk snapshot = ec2:snapshot; ec2:snapshot
rds snapshot|db snapshot|database snapshot = rds:dbsnapshot rds:dbclustersnapshot; rds:snapshot
lambda|lambda function|function = lambda:function; lambda:function
layer|lambda layer = lambda:layerversion
function code|lambda code|code = lambda:functioncode
function configuration|function config|environment variable|env var|lambda configuration = lambda:functionconfiguration
event source mapping|lambda trigger = lambda:eventsourcemapping
function url|lambda url = lambda:functionurlconfig
volume|disk|ebs volume|ebs|ebs disk = ec2:volume; ec2:volume
ami|machine image|ec2 image|amazon machine image = ec2:image; ec2:image
security group|sg|secgroup|firewall|firewall group = ec2:securitygroup; ec2:security-group
db security group|rds security group|database security group = rds:dbsecuritygroup; rds:secgrp
security group rule|sg rule|inbound rule|ingress rule|ingress|inbound traffic|ingress traffic|firewall rule|outbound rule|egress rule|egress|outbound traffic|egress traffic|traffic|network traffic|all traffic = ec2:securitygroupingress ec2:securitygroupegress ec2:securitygrouprule
nacl|network acl|acl = ec2:networkacl; ec2:network-acl
nacl entry|nacl rule|network acl rule|network acl entry = ec2:networkaclentry
eni|network interface = ec2:networkinterface; ec2:network-interface
eip|elastic ip|elastic ip address|elastic address|ip address|public ip = ec2:address; ec2:elastic-ip
nat|nat gateway|nat gw|natgw = ec2:natgateway; ec2:natgateway
igw|internet gateway = ec2:internetgateway; ec2:internet-gateway
tgw|transit gateway = ec2:transitgateway; ec2:transit-gateway
vpc|network = ec2:vpc; ec2:vpc
subnet = ec2:subnet; ec2:subnet
route table|routing table = ec2:routetable; ec2:route-table
target group = elasticloadbalancing:targetgroup; elasticloadbalancing:targetgroup
usage plan = apigateway:usageplan; apigateway:UsagePlan
parameter group|db parameter group = rds:dbparametergroup rds:dbclusterparametergroup elasticache:cacheparametergroup memorydb:parametergroup redshift:clusterparametergroup; rds:pg
timeout|idle timeout|visibility timeout|session timeout|handler|iops|multi-az|multi az|threshold|gsi|global secondary index|min size|max size|minimum size|maximum size|session duration|max session duration|maximum session duration|backup retention|backup retention period|backup window|user data|desired count|memory size|message retention = :timeout
ttl|time to live = dynamodb:timetolive
flow log|vpc flow log|flow logging|vpc logging|network logging = ec2:flowlog; ec2:vpc-flow-log
peering|vpc peering|peering connection = ec2:vpcpeeringconnection; ec2:vpc-peering-connection
vpc endpoint|vpce|privatelink endpoint = ec2:vpcendpoint; ec2:vpc-endpoint
spot request|spot instance request = ec2:spotinstance ec2:spotinstancerequest
asg|auto scaling group|autoscaling group|scaling group = autoscaling:autoscalinggroup; autoscaling:autoScalingGroup
launch config|launch configuration = autoscaling:launchconfiguration
load balancer|elb|alb|nlb|lb = elasticloadbalancing:loadbalancer; elasticloadbalancing:loadbalancer
listener rule = elasticloadbalancing:rule
hosted zone|dns zone|zone|route53 zone = route53:hostedzone; route53:hostedzone
dns record|dns|record|record set|dns entry|cname|a record = route53:resourcerecordset
domain|domain name = route53domains:domain es:domain cognito-idp:domain
cert|certificate|ssl certificate|tls certificate|acm certificate = acm:certificate iam:servercertificate; acm:certificate
distribution|cdn|cloudfront distribution|cloudfront = cloudfront:distribution; cloudfront:distribution
stack|cfn stack|cloudformation stack = cloudformation:stack; cloudformation:stack
stack set|stackset = cloudformation:stackset; cloudformation:stackset
change set|changeset = cloudformation:changeset
secret = secretsmanager:secret secretsmanager:secretvalue; secretsmanager:Secret
secret value = secretsmanager:secretvalue; secretsmanager:Secret
ssm parameter|parameter|parameter store parameter = ssm:parameter; ssm:parameter
command|shell command|remote command|ssm command|script|shell script = ssm:command ecs:command; ssm:command
session manager session|session|shell|ssm session|remote session|terminal|shell session = ssm:session
ssm document = ssm:document
trail|cloudtrail trail|cloudtrail = cloudtrail:trail; cloudtrail:trail
logging|audit logging|trail logging|cloudtrail logging = cloudtrail:logging
dns logging|dns log|dns query log|dns query logging|query logging|resolver query logging|resolver query log = route53resolver:resolverquerylogconfig route53:queryloggingconfig
load balancer logging|load balancer access log|load balancer log|elb access log|elb log|elb logging|alb access log|alb log|alb logging|nlb access log = elasticloadbalancing:loadbalancerattribute
waf logging|waf log = wafv2:loggingconfiguration
audit log|cloudtrail log|audit trail|trail log = cloudtrail:event
management event|management event logging|event selector|data event|data event logging|event selection|selector = cloudtrail:eventselector
event data store = cloudtrail:eventdatastore
log group|cloudwatch log group = logs:loggroup; logs:log-group
log stream = logs:logstream; logs:log-stream
log = logs:loggroup logs:logstream
log file validation|file validation = cloudtrail:trail
retention|retention policy|log retention = logs:retentionpolicy
alarm|cloudwatch alarm|metric alarm = monitoring:alarm monitoring:metricalarm monitoring:compositealarm monitoring:alarmaction; monitoring:alarm
dashboard|cloudwatch dashboard = monitoring:dashboard quicksight:dashboard
eventbridge rule|event rule|events rule|cron rule = events:rule; events:rule
schedule = scheduler:schedule
event bus = events:eventbus
queue|sqs queue|dead letter queue|dead-letter queue|dlq = sqs:queue; sqs:queue
topic|sns topic = sns:topic; sns:topic
subscription|sns subscription = sns:subscription
~table|dynamodb table|dynamo table|ddb table = dynamodb:table; dynamodb:table
item|dynamodb item = dynamodb:item
data stream|kinesis stream|kinesis data stream = kinesis:stream; kinesis:stream
delivery stream|firehose|firehose stream = firehose:deliverystream
~cluster = ecs:cluster eks:cluster rds:dbcluster redshift:cluster elasticmapreduce:jobflow kafka:cluster elasticache:cachecluster memorydb:cluster dax:cluster docdb-elastic:cluster cloudhsm:cluster
eks cluster|kubernetes cluster|k8s cluster|kubernetes = eks:cluster; eks:cluster
ecs cluster = ecs:cluster; ecs:cluster
emr cluster|job flow|emr = elasticmapreduce:jobflow; elasticmapreduce:cluster
redshift cluster|redshift = redshift:cluster; redshift:cluster
node group|nodegroup = eks:nodegroup; eks:nodegroup
cache|cache cluster|redis|memcached|redis cluster|elasticache cluster = elasticache:cachecluster elasticache:replicationgroup elasticache:serverlesscache; elasticache:cluster
container|ecs task|task = ecs:task; ecs:task
ecs service = ecs:service; ecs:service
container image|docker image|ecr image = ecr:image
~repository|repo = ecr:repository codecommit:repository codeartifact:repository; ecr:repository
step function|state machine|workflow = states:statemachine; states:stateMachine
execution|state machine execution = states:execution
api|rest api|http api = apigateway:restapi apigateway:api appsync:graphqlapi; apigateway:RestApi
file system|filesystem|efs = elasticfilesystem:filesystem fsx:filesystem; elasticfilesystem:file-system
backup vault|vault = backup:backupvault glacier:vault; backup:backupVault
recovery point|backup = backup:recoverypoint backup:backupjob dynamodb:backup fsx:backup elasticache:snapshot
backup plan = backup:backupplan
organization|org|organisation|aws organization|aws organisation = organizations:organization; organizations:organization
scp|service control policy = organizations:policy; organizations:policy
ou|organizational unit|organisational unit = organizations:organizationalunit; organizations:organizationalunit
~account|aws account|member account = organizations:account sso:accountassignment account:account; organizations:account
account assignment|sso assignment|assignment = sso:accountassignment sso:applicationassignment
permission set = sso:permissionset; sso:PermissionSet
delegated administrator|delegated admin = organizations:delegatedadministrator
agreement|marketplace agreement|marketplace product|marketplace offer|marketplace subscription|subscription agreement = agreement-marketplace:agreement agreement-marketplace:agreementrequest
private offer|offer = aws-marketplace:offer
detector|guardduty detector|guardduty = guardduty:detector; guardduty:detector
finding = guardduty:finding securityhub:finding
security hub = securityhub:securityhub securityhub:securityhubv2
config recorder|configuration recorder|aws config|config recording = config:configurationrecorder
config rule = config:configrule
macie = macie2:macie
web acl|waf|waf acl|firewall acl = wafv2:webacl waf:webacl waf-regional:webacl
waf rule group|rule group = wafv2:rulegroup network-firewall:rulegroup
waf rule|web acl rule = waf:rule waf-regional:rule
invalidation|cloudfront cache|cdn cache = cloudfront:invalidation
ip set|ipset = wafv2:ipset waf:ipset guardduty:ipset; wafv2:ipset
ip|cidr|cidr range|ip range = :ipaddress
region = account:region
grant|kms grant = kms:grant
automated backup|automatic backup = rds:dbinstanceautomatedbackup rds:dbclusterautomatedbackup
point in time recovery|point-in-time recovery|pitr|continuous backup = dynamodb:continuousbackup
~pipeline|code pipeline|codepipeline pipeline|deployment pipeline = codepipeline:pipeline codepipeline:pipelineexecution; codepipeline:pipeline
codecommit repository|codecommit repo|git repository|git repo = codecommit:repository; codecommit:repository
opensearch domain|elasticsearch domain|es domain|opensearch cluster = es:domain es:elasticsearchdomain; es:domain
support case|ticket = support:case
quota|service quota|service limit|limit = servicequotas:servicequotaincrease servicequotas:servicequota
budget = budgets:budget
alternate contact|contact|billing contact|account contact|security contact|operations contact|contact information = account:alternatecontact account:contactinformation
account email|root email|account email address|root email address = account:primaryemailupdate
permission = lambda:permission sns:permission sqs:permission ram:permission
resource share|ram share|share = ram:resourceshare
tag = :tag :tagstoresource :tagsfromresource :resource
termination protection|api termination|delete protection|deletion protection|stop protection = :terminationprotection
public access|public accessibility|internet access = :publicaccess
rotation|key rotation|automatic rotation = kms:keyrotation
rule = ec2:securitygroupingress ec2:securitygroupegress ec2:securitygrouprule events:rule elasticloadbalancing:rule
route = ec2:route apigateway:route
login|sign-in|signin = signin:login
model invocation logging|invocation logging|bedrock logging|bedrock invocation logging = bedrock:modelinvocationloggingconfiguration
role session|assumed role session|sts session|assumed session = :assumedsession
serial console|ec2 serial console|serial console access = ec2:serialconsoleaccess
signin token|sign-in token|console signin token|sign-in url|signin url = signin:signintoken
temporary credential|temp credential|temporary key|sts credential|session credential|temporary security credential = :sessioncredential
cloudshell|cloud shell|aws cloudshell = cloudshell:session cloudshell:environment
traffic mirroring|traffic mirror = ec2:trafficmirrorsession ec2:trafficmirrortarget ec2:trafficmirrorfilter
cost|cost data|cost report|spend|spending|spending data|billing data|bill|cost and usage = ce:costandusage ce:costandusagewithresource ce:costforecast
query|sql query|sql|logs insights query|log query = athena:queryexecution logs:query cloudtrail:query
email sending|account sending = ses:accountsendingenabled
model|foundation model|bedrock model = bedrock:model bedrock:modelwithresponsestream sagemaker:model
notebook|notebook instance = sagemaker:notebookinstance
email identity|verified identity = ses:emailidentity
email = ses:email
replica|read replica = rds:dbinstancereadreplica rds:readreplica
trigger = lambda:eventsourcemapping glue:trigger
pod = eks:pod
admin|administrator = :admin
access|admin access|administrator access|admin right|right|privilege|admin privilege = :access
port = :port
root session = sts:root
`;

function readTable(): ReadonlyMap<string, NounMeaning> {
  const map = new Map<string, NounMeaning>();
  for (const line of TABLE.split('\n').filter((row) => row.trim() !== '')) {
    const [words = '', meanings = ''] = line.split(' = ');
    const [keys = '', type = ''] = meanings.split(';');
    const phrases = words.replace(/^~/, '').split('|');
    const meaning = {
      id: nounKey((phrases[0] ?? '').split(' ')),
      keys: keys.trim().split(' ').map(readKey),
      type: type.trim() === '' ? null : type.trim(),
      shared: line.startsWith('~'),
    };
    for (const phrase of phrases) map.set(nounKey(phrase.split(/[ -]/)), { ...meaning, text: phrase });
  }
  return map;
}

function readKey(text: string): NounKey {
  const [service = '', key = ''] = text.split(':');
  return { service: service === '' ? null : service, key };
}

/** Key of people's noun phrase → what it means. */
export const NOUNS: ReadonlyMap<string, NounMeaning> = readTable();

/** IAM's resource types whose names are not the noun of their actions: RDS's ARN codes, and a few words apart. */
const TYPE_NOUNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['rds:db', ['dbinstance']],
  ['rds:cluster', ['dbcluster']],
  ['rds:snapshot', ['dbsnapshot']],
  ['rds:cluster-snapshot', ['dbclustersnapshot']],
  ['rds:pg', ['dbparametergroup']],
  ['rds:cluster-pg', ['dbclusterparametergroup']],
  ['rds:og', ['optiongroup']],
  ['rds:subgrp', ['dbsubnetgroup']],
  ['rds:secgrp', ['dbsecuritygroup']],
  ['ec2:vpc-flow-log', ['flowlog']],
  ['ec2:elastic-ip', ['address']],
  ['elasticmapreduce:cluster', ['jobflow']],
  ['iam:access-key', ['accesskey']],
  ['sts:assumed-role', ['role']],
  ['elasticache:cluster', ['cachecluster']],
  ['apigateway:RestApi', ['restapi']],
  ['monitoring:alarm', ['alarm', 'metricalarm', 'compositealarm', 'alarmaction']],
  ['iam:mfa', ['virtualmfadevice', 'mfadevice']],
]);

/** The nouns that a resource of this type (`ec2:instance`) has in its service's action names. */
export function nounsOfType(type: string): readonly NounKey[] {
  const [service = '', name = ''] = type.split(':');
  const special = TYPE_NOUNS.get(type);
  if (special !== undefined) return special.map((key) => ({ service, key }));
  const words = name.match(/[A-Z]?[a-z0-9]+|[A-Z]+/g) ?? [name];
  return [{ service, key: nounKey(words) }];
}
