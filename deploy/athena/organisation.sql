-- A table over the log files of an organisation's trail. `whodid athena setup --dry-run` prints this with your own
-- bucket, accounts and Regions (settings WHODID_ATHENA_…); `whodid athena setup` runs it. Replace the id of
-- the organisation (o-sampleorg1) as well.
-- Replace by hand: s3://sample-trail-logs, the account ids, the Regions.

CREATE DATABASE IF NOT EXISTS `whodid`;

CREATE EXTERNAL TABLE IF NOT EXISTS `whodid`.`cloudtrail_logs` (
  eventversion string,
  useridentity struct<
    type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,
    identityprovider:string,credentialid:string,
    onbehalfof:struct<userid:string,identitystorearn:string>,
    inscopeof:struct<sourcearn:string,sourceaccount:string,issuertype:string,credentialsissuedto:string>,
    sessioncontext:struct<
      attributes:struct<mfaauthenticated:string,creationdate:string>,
      sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,
      ec2roledelivery:string,ec2issuedinvpc:string,sourceidentity:string,assumedroot:string,
      webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>>,
  eventtime string,
  eventsource string,
  eventname string,
  awsregion string,
  sourceipaddress string,
  useragent string,
  errorcode string,
  errormessage string,
  requestparameters string,
  responseelements string,
  additionaleventdata string,
  requestid string,
  eventid string,
  readonly string,
  managementevent string,
  resources array<struct<arn:string,accountid:string,type:string>>,
  eventtype string,
  apiversion string,
  recipientaccountid string,
  serviceeventdetails string,
  sharedeventid string,
  vpcendpointid string,
  vpcendpointaccountid string,
  eventcategory string,
  addendum struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>,
  sessioncredentialfromconsole string,
  edgedevicedetails string,
  insightdetails string,
  tlsdetails struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>)
PARTITIONED BY (account string, region string, day string)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://sample-trail-logs/AWSLogs/o-sampleorg1/'
TBLPROPERTIES (
  'projection.enabled'='true',
  'projection.account.type'='enum',
  'projection.account.values'='111122223333,444455556666',
  'projection.region.type'='enum',
  'projection.region.values'='us-east-1,us-east-2,us-west-1,us-west-2,ap-northeast-1,ap-northeast-2,ap-northeast-3,ap-south-1,ap-southeast-1,ap-southeast-2,ca-central-1,eu-central-1,eu-north-1,eu-west-1,eu-west-2,eu-west-3,sa-east-1',
  'projection.day.type'='date',
  'projection.day.format'='yyyy/MM/dd',
  'projection.day.interval'='1',
  'projection.day.interval.unit'='DAYS',
  'projection.day.range'='2020/01/01,NOW',
  'storage.location.template'='s3://sample-trail-logs/AWSLogs/o-sampleorg1/${account}/CloudTrail/${region}/${day}');
